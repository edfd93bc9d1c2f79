from django.db import models


class LoadedContent(models.Model):
    """A piece of initial content that was loaded once. It is never loaded again, also when an editor deleted it."""

    key = models.CharField(max_length=200, unique=True)
    loaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.key
