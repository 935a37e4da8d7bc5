"""The XML parser: what is read, and what is refused before it does harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from translator import safexml
from translator.errors import FormatError

BOMB = '<!DOCTYPE a [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)) + "]>"
REFUSED = [  # data, reason, line
    (b"", "is empty", None),
    (b" \n", "is empty", None),
    (b"<a>\n<b>", "Premature end of data", 2),
    (b"<a>\n\0</a>", "Invalid character", 2),
    ("<a>\nä</a>".encode("cp1252"), "Invalid bytes", 2),
    (b'<?xml version="1.0" encoding="klingon"?><a/>', "Unsupported encoding", 1),
    (f"{BOMB}<a>&a11;</a>".encode(), "entit", None),
    (f'{BOMB}<a b="&a11;"/>'.encode(), "entit", None),
    (b'<!DOCTYPE a [<!ENTITY x "harmless">]><a/>', "declares entities", None),
    (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///nowhere/secret.txt">]><a>&x;</a>', "declares entities", None),
    (b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;]><a/>', "declares entities", None),
    ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"), "declares entities", None),
    (b'<!DOCTYPE a SYSTEM "a.dtd">\n<a>&nbsp;</a>', "needs its DTD", 2),
    (b'<!DOCTYPE a SYSTEM "a.dtd">\n<a b="&nbsp;"/>', "needs its DTD", 2),
    (b'<a xmlns:i="http://www.w3.org/2001/XInclude">\n<i:include href="/nowhere/secret.txt" parse="text"/></a>', "includes other files", 2),
    (b"<a>" * 300 + b"</a>" * 300, "Excessive depth", 1),
    (b"<a>" + b"x" * 10_100_000 + b"</a>", "Text node too long\n", 1),
]


@pytest.mark.parametrize(("data", "reason", "line"), REFUSED)
def test_refused(data: bytes, reason: str, line: int | None) -> None:
    with pytest.raises(FormatError, match=reason) as caught:
        safexml.parse(data, path="a.xml")
    assert caught.value.path == "a.xml"
    assert line is None or caught.value.line == line


READ = [
    '<?xml version="1.0" encoding="UTF-8"?><a>ü</a>'.encode(),
    '\ufeff<?xml version="1.0" encoding="UTF-8"?><a>ü</a>'.encode(),
    '<?xml version="1.0" encoding="UTF-16"?><a>ü</a>'.encode("utf-16"),
    '<?xml version="1.0" encoding="ISO-8859-1"?><a>ü</a>'.encode("latin-1"),
    '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a>ü</a>'.encode(),
    '<!DOCTYPE a PUBLIC "-//x//y" "a.dtd"><!-- ä --><a>ü</a>'.encode(),
]


@pytest.mark.parametrize("data", READ)
def test_read(data: bytes) -> None:
    assert safexml.parse(data).text == "ü"


def test_a_dtd_is_not_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.dtd").write_text('<!ENTITY x "fetched"><!ATTLIST a b CDATA "fetched">')
    monkeypatch.chdir(tmp_path)
    assert dict(safexml.parse(b'<!DOCTYPE a SYSTEM "a.dtd"><a/>').attrib) == {}
    with pytest.raises(FormatError, match="needs its DTD"):
        safexml.parse(b'<!DOCTYPE a SYSTEM "a.dtd"><a>&x;</a>')


def test_the_size_is_bounded() -> None:
    with pytest.raises(FormatError, match="larger than 1 MiB"):
        safexml.parse(b"<a>" + b" " * 2**20 + b"</a>", limit=2**20)


@given(st.binary(max_size=200) | st.text(alphabet="<>&;a/!?[]\"'= \0", max_size=80).map(str.encode))
def test_nothing_but_a_format_error_comes_out(data: bytes) -> None:
    try:
        safexml.parse(data)
    except FormatError as error:
        assert error.reason
