"""The keys of the desk: one table, from which the handler, the help, the status line and a test are made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches

from translator.errors import UsageError


@dataclass(frozen=True, slots=True)
class Key:
    """An action, its keys (several with a space between), what the help says, and the keys on macOS where Option writes characters."""

    action: str
    keys: str
    label: str
    mac: str = ""  # where it is not simply Control for Alt

    @property
    def on_mac(self) -> str:
        return self.mac or self.keys.replace("Alt+", "Ctrl+")

    def shown(self, mac: bool = False) -> list[str]:
        """Write the keys as people read them."""
        text = self.on_mac if mac else self.keys
        for name, sign in SHOWN.items():
            text = text.replace(name, sign)
        text = text.replace("Alt+", "⌥") if mac else text
        return text.split()

    def described(self) -> dict[str, object]:
        """Describe the key to the script."""
        return {"action": self.action, "keys": self.keys, "mac": self.on_mac, "shown": [" / ".join(self.shown(mac)) for mac in (False, True)]}


SHOWN = {"ArrowDown": "↓", "ArrowUp": "↑", "ArrowLeft": "←", "ArrowRight": "→", "Escape": "Esc", "Meta+": "⌘"}
KEYS = (
    Key("confirm", "Ctrl+Enter", "confirm, go to the next unfinished"),
    Key("next", "Alt+ArrowDown", "next segment", mac="Alt+ArrowDown"),  # Control and an arrow belong to macOS; Option and an arrow write nothing
    Key("previous", "Alt+ArrowUp", "previous segment", mac="Alt+ArrowUp"),
    Key("next-issue", "Alt+N", "next issue"),
    Key("previous-issue", "Alt+P", "previous issue"),
    Key("fix", "Alt+.", "apply the suggested fix"),
    Key("ignore", "Alt+,", "ignore this issue, with a reason"),
    Key("match", "Alt+1…9", "insert match 1…9"),
    Key("term", "Alt+G", "insert a term: then its letter"),
    Key("name", "Alt+F", "fix this name everywhere"),
    Key("add-term", "Alt+T", "add a term or a name"),
    Key("concordance", "Ctrl+K", "concordance of the selection"),
    Key("replace", "Ctrl+H", "find and replace with preview", mac="Ctrl+Shift+H"),
    Key("copy", "Alt+S", "copy the source"),
    Key("restore", "Alt+R", "restore the draft"),
    Key("undo", "Ctrl+Z", "undo, across segments", mac="Meta+Z"),
    Key("redo", "Ctrl+Y", "redo, across segments", mac="Meta+Y"),
    Key("unconfirm", "Alt+U", "take the confirmation back"),
    Key("comment", "Alt+C", "comment"),
    Key("history", "Alt+H", "history"),
    Key("split", "Alt+L", "source beside or above the target"),
    Key("sign-off", "Alt+O", "sign off"),
    Key("preview", "Alt+V", "preview of the publication"),
    Key("leave", "Escape", "leave the field"),
    Key("help", "F1 ?", "all keys"),
)
STATUS = ("confirm", "next-issue", "fix", "help")  # those that the status line shows
MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")
NAMED = (
    "Enter",
    "Escape",
    "Tab",
    "Space",
    "Backspace",
    "Delete",
    "Insert",
    "Home",
    "End",
    "PageUp",
    "PageDown",
    "ArrowUp",
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
)
TAKEN = {"Ctrl+T", "Ctrl+N", "Ctrl+W", "Ctrl+Shift+T", "Ctrl+Shift+N", "Ctrl+Shift+W", "Alt+F4", "F5", "F11", "F12"}  # browsers do not give them away
COMBINATION = re.compile(rf"(?:(?:{'|'.join(MODIFIERS)})\+)*(?:{'|'.join(NAMED)}|F\d{{1,2}}|1…9|[^\s+…]|\+)")


def table(wishes: Mapping[str, object] | None = None) -> tuple[Key, ...]:
    """Return the keys with a user's own; an unknown action, a key twice or one that does not work is refused."""
    known = {key.action: key for key in KEYS}
    for action, keys in (wishes or {}).items():
        if action not in known:
            near = get_close_matches(action, known, 1)
            raise UsageError(f"unknown action {action!r}", path="[keys]", hint=f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}")
        if not isinstance(keys, str) or not keys.split():
            raise UsageError(f"{action} must be the name of a key", path="[keys]", hint='such as "Ctrl+Enter" or "F2"')
        known[action] = replace(known[action], keys=" ".join(_checked(action, key) for key in keys.split()), mac="")
    found = tuple(known.values())
    seen: dict[str, str] = {}
    for key in found:
        for one in key.keys.split():
            for name in expanded(one):
                if seen.setdefault(name, key.action) != key.action:
                    raise UsageError(f"{name} stands for both {seen[name]} and {key.action}", path="[keys]", hint="give one of them another key")
    return found


def _checked(action: str, keys: str) -> str:
    if not COMBINATION.fullmatch(keys):
        hint = f"modifiers {', '.join(MODIFIERS)}, then a character, F1 to F12 or one of {', '.join(NAMED)}"
        raise UsageError(f"{keys!r} is no key", path=f"[keys] {action}", hint=hint)
    *modifiers, key = [*keys[:-1].split("+")[:-1], "+"] if keys.endswith("++") else keys.split("+")
    modifiers = [name for name in MODIFIERS if name in modifiers]
    keys = "+".join([*modifiers, key.upper() if len(key) == 1 else key])
    if keys in TAKEN:
        raise UsageError(f"{keys} belongs to the browser", path=f"[keys] {action}", hint="take another key")
    if "Ctrl" in modifiers and "Alt" in modifiers:
        raise UsageError(f"{keys} writes a character on many keyboards (Ctrl+Alt is AltGr)", path=f"[keys] {action}", hint="take another key")
    if key == "1…9" and action != "match":
        raise UsageError("only match takes 1…9", path=f"[keys] {action}")
    if len(key) == 1 and not {"Ctrl", "Alt", "Meta"} & set(modifiers) and key != "?":
        raise UsageError(f"{keys} is needed for typing", path=f"[keys] {action}", hint="put Alt+ or Ctrl+ in front")
    return keys


def expanded(keys: str) -> list[str]:
    """List the single keys that a range stands for."""
    return [keys.replace("1…9", str(number)) for number in range(1, 10)] if "1…9" in keys else [keys]
