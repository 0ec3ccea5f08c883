"""What the sections E-mail and Language model of the settings ask of the lanes. No widgets."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from shopassistant.core.errors import ShopError
from shopassistant.core.progress import Progress
from shopassistant.desktop.pages.counter.desk import Desk

if TYPE_CHECKING:
    from shopassistant.assistant.model_settings import ModelSettings
    from shopassistant.promotions.campaigns.mail_settings import MailSettings

_QUESTION = "Write a greeting for a shop's letter."


class MailSettingsDesk(Desk):
    """Reads and writes both; passwords go to the system's keyring and are never read back into a window.

    Signals:
        mail_loaded: `MailSettings`, and whether a password is known.
        model_loaded: `ModelSettings`, and whether a key is known.
        said: ``mail`` or ``model``, a sentence, and its tone.
    """

    mail_loaded = Signal(object, bool)
    model_loaded = Signal(object, bool)
    said = Signal(str, str, str)

    @property
    def is_administrator(self) -> bool:
        """Whether the one signed in may change these."""
        staff = self.context.staff
        return not staff.is_locked and staff.actor.has_role("administrator")

    def load(self) -> None:
        """Ask for both."""
        self.look("mail", self._read_mail, lambda found: self.mail_loaded.emit(*found))
        self.look("model", self._read_model, lambda found: self.model_loaded.emit(*found))

    def _read_mail(self) -> "tuple[MailSettings, bool]":
        from shopassistant.promotions.campaigns.mail_settings import load_mail_settings

        with self.store.read() as session:
            settings = load_mail_settings(session)
        return settings, bool(settings.user) and _is_known(settings.secret_name)

    def _read_model(self) -> "tuple[ModelSettings, bool]":
        from shopassistant.assistant.model_settings import load_model_settings

        with self.store.read() as session:
            settings = load_model_settings(session)
        return settings, bool(settings.endpoint) and _is_known(settings.secret_name)

    def save_mail(self, settings: "MailSettings", password: str) -> None:
        """Write the settings; an empty password keeps the one that is known."""
        from shopassistant.promotions.campaigns.mail_settings import save_mail_settings

        actor = self.actor

        def job() -> None:
            save_mail_settings(self.store, actor, settings)
            _keep(settings.secret_name, password)

        self._save("mail", job)

    def save_model(self, settings: "ModelSettings", key: str) -> None:
        """Write the settings; an empty key keeps the one that is known."""
        from shopassistant.assistant.model_settings import save_model_settings

        actor = self.actor

        def job() -> None:
            save_model_settings(self.store, actor, settings)
            _keep(settings.secret_name, key)

        self._save("model", job)

    def _save(self, which: str, job: Callable[[], None]) -> None:
        def saved(_none: object) -> None:
            self.said.emit(which, self.tr("Saved for all terminals."), "positive")
            self.load()

        self.write(job, saved, lambda error: self._tell(which, error))

    def test_mail(self, settings: "MailSettings", password: str, address: str) -> None:
        """Send one line to oneself with what stands in the fields."""
        actor, store = self.actor, self.store
        words = self.tr("A test of {shop}: e-mail is set up.").format(shop=self.context.shop.name)

        def job(_progress: Progress) -> str:
            from shopassistant.promotions.campaigns.mail_settings import check_mail_settings
            from shopassistant.promotions.campaigns.testing import try_server
            from shopassistant.store.secrets import read_secret

            check_mail_settings(settings)
            known = password or (read_secret(settings.secret_name) if settings.user else "")
            return try_server(store, actor, settings, known, address, words)

        def sent(reply: str) -> None:
            said = self.tr("The server took it: {reply}").format(reply=reply)
            self.said.emit("mail", said, "positive")

        title = self.tr("Sending a test mail")
        self.context.lanes.net.run(self, job, sent, lambda error: self._tell("mail", error), key="test", title=title)

    def test_model(self, settings: "ModelSettings", key: str) -> None:
        """Ask the model one question with what stands in the fields."""

        def job(_progress: Progress) -> str:
            from shopassistant.assistant.language_model import ConfiguredModel
            from shopassistant.assistant.model_settings import check_model_settings
            from shopassistant.store.secrets import read_secret

            check_model_settings(settings)
            model = ConfiguredModel(settings, key or read_secret(settings.secret_name))
            schema = {
                "type": "object", "additionalProperties": False, "required": ["greeting"],
                "properties": {"greeting": {"type": "string"}},
            }  # fmt: skip
            try:
                return str(model.ask("Answer in one short sentence.", _QUESTION, schema)["greeting"])
            finally:
                model.close()

        def answered(words: str) -> None:
            said = self.tr("It answered: {words}").format(words=words[:200])
            self.said.emit("model", said, "positive")

        title = self.tr("Asking the language model")
        self.context.lanes.net.run(
            self, job, answered, lambda error: self._tell("model", error), key="ask", title=title
        )

    def _tell(self, which: str, error: Exception) -> None:
        if isinstance(error, ShopError):
            self.said.emit(which, self.catalogue.explain(error), "critical")


def _is_known(name: str) -> bool:
    from shopassistant.store.secrets import read_secret

    return bool(read_secret(name))


def _keep(name: str, secret: str) -> None:
    from shopassistant.store.secrets import write_secret

    if secret:
        write_secret(name, secret)
