"""Product pictures in the sizes that pages ask for, made by the worker."""

from django_tasks import task
from pictures.tasks import process_picture


@task()
def make_pictures(storage, file_name, sender, new, old):
    """Make the files `new` from the original and delete the files `old`; lists as django-pictures deconstructs them."""
    process_picture(storage=storage, file_name=file_name, sender=sender, new=new, old=old)


def enqueue(*, storage, file_name, sender, new=None, old=None):
    """Hand the work to the worker, in the transaction that saved the picture."""
    make_pictures.enqueue(storage=storage, file_name=file_name, sender=sender, new=new or [], old=old or [])
