"""The ground that other tests stand on: real mail, the real worker, a real browser."""

import pytest
from django.core.mail import send_mail
from django_tasks import task
from django_tasks.base import TaskResultStatus


@task
def greet(name):
    """A task that sends a mail."""
    send_mail("Halo", f"Halo, {name}", None, ["budi@example.com"])


@task
def divide(number):
    """A task that fails for 0."""
    return 1 / number


@pytest.mark.django_db
def test_mail_goes_through_a_real_server_once_the_worker_ran(smtp, run_tasks):
    waiting = greet.enqueue("Budi")
    assert smtp.messages == []

    assert run_tasks() == 1

    (message,) = smtp.messages
    assert (message["Subject"], message["X-RcptTo"]) == ("Halo", "budi@example.com")
    assert message.get_content() == "Halo, Budi\n"
    waiting.refresh()
    assert waiting.status == TaskResultStatus.SUCCESSFUL


@pytest.mark.django_db
def test_a_task_that_fails_fails_the_test_that_ran_it(run_tasks):
    divide.enqueue(0)

    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        run_tasks()


def test_the_browser_sees_what_the_test_committed(page, django_user_model):
    django_user_model.objects.create_superuser("sari", "sari@example.com", "a long password")
    page.goto("/cms/login/")

    page.locator("#id_username").fill("sari@example.com")
    page.locator("#id_password").fill("a long password")
    page.locator("form button[type=submit]").click()

    page.wait_for_url("**/cms/")
    assert page.locator("h1").count() == 1
