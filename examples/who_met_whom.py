"""Make a table of meetings from a folder of articles, as comma-separated values.

python examples/who_met_whom.py > meetings.csv
"""

import csv
import sys
from pathlib import Path

from diplotext import Pipeline


def main() -> None:
    files = sorted((Path(__file__).parent / "articles").glob("*.txt"))
    records = ({"id": file.name, "text": file.read_text(encoding="utf-8")} for file in files)
    writer = csv.writer(sys.stdout)
    writer.writerow(["article", "kind", "status", "participants", "venue", "host event", "time", "evidence"])
    for document in Pipeline.of("venues", "dates").stream(records, on_error="collect"):
        for meeting in document.meetings:
            writer.writerow(
                [
                    document.id,
                    meeting.kind,
                    meeting.status,
                    "; ".join(map(str, meeting.participants)),
                    meeting.venue or "",
                    meeting.host_event or "",
                    meeting.time.value if meeting.time else "",
                    f"{meeting.start}-{meeting.end}",
                ]
            )


if __name__ == "__main__":
    main()
