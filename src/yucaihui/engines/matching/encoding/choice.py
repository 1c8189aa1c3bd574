"""Which encoder: one setting, from nothing (the default) to a package or a service of one's own."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from urllib.parse import parse_qs, urldefrag

from yucaihui.engines.matching.encoding import parts
from yucaihui.engines.matching.encoding.adapted import AdaptedEncoder, Embed
from yucaihui.engines.matching.encoding.interface import Encoder
from yucaihui.engines.matching.encoding.remote import EmbeddingService
from yucaihui.engines.matching.encoding.sentence import LANGUAGES, SentenceEncoder
from yucaihui.engines.matching.encoding.training.work import pair_lines

SETTING, KEY = "YUCAIHUI_ENCODER", "YUCAIHUI_ENCODER_KEY"


def chosen_encoder(settings: Mapping[str, str]) -> Encoder:
    """The encoder that `settings` (the environment) name; ValueError for a setting not understood.

    Unset: the default. `package.module:function`: a function of a sequence of texts that gives
    (n, any) numbers. `https://host/v1/embeddings#model=NAME`: a service; its key in `KEY`. After
    `#`, `languages=en,zh` says what it knows, by default what the default encoder knows.
    """
    return _opened(settings.get(SETTING, "").strip(), settings.get(KEY, ""))


@cache
def _opened(setting: str, key: str) -> Encoder:
    if not setting:
        return SentenceEncoder(
            parts.model_bytes(), parts.tokenizer(), parts.head_bytes(), parts.spelling()
        )
    address, fragment = urldefrag(setting)
    options = {name: values[-1] for name, values in parse_qs(fragment).items()}
    languages = frozenset(options.get("languages", "").split(",")) - {""} or LANGUAGES
    embed = _embed(address, options.get("model", ""), key)
    kinds = [(*english, *chinese) for english, chinese in pair_lines(parts.chinese_names())]
    return AdaptedEncoder(setting, embed, kinds, languages)


def _embed(address: str, model: str, key: str) -> Embed:
    if address.startswith(("http://", "https://")):
        if not model:
            raise ValueError(f"{SETTING}: say which model, as in {address}#model=NAME")
        return EmbeddingService(address, model, key)
    module, colon, name = address.partition(":")
    if not colon:
        raise ValueError(f"{SETTING}: {address!r} is neither package.module:function nor https://…")
    try:
        found: Embed = getattr(import_module(module), name)
    except (ImportError, AttributeError) as problem:
        raise ValueError(f"{SETTING}: {address} cannot be imported: {problem}") from problem
    return found
