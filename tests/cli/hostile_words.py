"""What hostile names and texts are made of."""

from __future__ import annotations

import re

EVIL = "\x1b]0;owned\x07\x1b[2J\n\r\x9b31m\x7f\u202e\u2066\u2028"
MARKUP = "{{ 7 * 7 }}[bold]{0.__class__} %s {% raw %}"
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
