"""The test mail that staff send to themselves."""

from django.core.mail import EmailMultiAlternatives
from django_tasks import task

from shop.dashboard.communications.preview import example


@task()
def send_test_mail(event_code, language, recipient):
    """Send the mail with its saved wording and example values to `recipient`."""
    subject, text, html = example(event_code, language)
    message = EmailMultiAlternatives(f"[TEST] {subject}", text, to=[recipient])
    message.attach_alternative(html, "text/html")
    message.send()
