"""Which language model the shop asks, kept in the store for all terminals; its key lies in the system's keyring.

Nothing of a customer is handed to it: letters are written with placeholders, which this program fills in itself.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from shopassistant.core.errors import UserError
from shopassistant.store.actor import Actor
from shopassistant.store.database import Store
from shopassistant.store.wishes import load_wishes, save_wishes

ROLE = "administrator"
_PREFIX = "language."
_CODE = "language.setting"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class ModelSettings:
    """What all terminals agree on; empty until somebody fills it in.

    Attributes:
        endpoint: base address of an OpenAI-compatible service, such as ``https://api.openai.com/v1`` or a model on
            this machine, ``http://localhost:11434/v1``.
        model: its name there.
        timeout_s: how long one answer may take.
    """

    endpoint: str = ""
    model: str = ""
    timeout_s: int = 30

    @property
    def is_ready(self) -> bool:
        """Whether a model can be asked."""
        return bool(self.endpoint and self.model)

    @property
    def secret_name(self) -> str:
        """Under which the system's keyring knows the key."""
        return f"language {urlsplit(self.endpoint).netloc}"


def load_model_settings(session: Session) -> ModelSettings:
    """The stored settings, defaults where none are stored.

    Raises:
        UserError: ``language.setting``, a stored value makes no sense.
    """
    return load_wishes(session, ModelSettings, _PREFIX, _CODE)


def save_model_settings(store: Store, actor: Actor, settings: ModelSettings) -> None:
    """Store them for all terminals; administrators.

    Raises:
        NotAllowed: ``role.required``.
        UserError: ``language.setting`` with ``field`` and ``value``; ``language.insecure``.
    """
    actor.require(ROLE)
    check_model_settings(settings)
    with store.begin(actor) as unit:
        save_wishes(unit, settings, _PREFIX)
        unit.audit("language.settings", "shop_setting", None, model=settings.model)
        unit.commit()


def check_model_settings(settings: ModelSettings) -> None:
    """Refuse what makes no sense.

    Raises:
        UserError: as `save_model_settings`.
    """
    if not 1 <= settings.timeout_s <= 600:
        raise UserError(_CODE, field="timeout_s", value=settings.timeout_s)
    if len(settings.model) > 200 or any(ord(letter) < 32 for letter in settings.model):
        raise UserError(_CODE, field="model", value=settings.model)
    if not settings.endpoint:
        return
    try:
        parts = urlsplit(settings.endpoint)
        host = parts.hostname or ""
    except ValueError as error:
        raise UserError(_CODE, field="endpoint", value=settings.endpoint) from error
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise UserError(_CODE, field="endpoint", value=settings.endpoint)
    if parts.scheme == "http" and host not in _LOOPBACK:  # the key would be readable on the way
        raise UserError("language.insecure", host=host)
