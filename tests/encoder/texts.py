"""Texts that are hard on offsets, windows and decoding."""

from __future__ import annotations

PLAIN = "“We shall not sign,” the minister told reporters.\n\nHer deputy said that talks would go on, according to aides."
LONG_SENTENCE = "the envoy and " * 3000
HOSTILE = (
    "", " ", "\n\n\n", "\x00\x01", "‘’“”«»\"'", "\u200b\u200b", "\ud800", "🙂" * 400, "a" * 5000, "..." * 500,
    "e\u0301" * 300, "ﬁﬃ ŉ İstanbul ẞ", "مرحبا قال الوزير", "他说：“不。”", "X:\nY:\n\n- Z", "''No,'' he said. ``Yes.''",
    "\"“'Unclosed, she said.\n\n“And still open, he added.", "\r\n\r\nOne.\r\nTwo\r\n", "\t" * 100 + "no", "said " * 2000,
)  # fmt: skip
ALL = (PLAIN, LONG_SENTENCE, *HOSTILE)
