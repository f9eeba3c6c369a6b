"""The outbox tells its task when there is something to send."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "meedoen.messages"

    def ready(self) -> None:
        from meedoen.messages import actions, tasks

        actions.queued.connect(tasks.wake, dispatch_uid="meedoen.messages.wake")
