"""Writes the receipts of the demo that a person must decide: `python3 samples/demo/write.py`.

Invented, like everything in the samples. Each fits a charge of the sample month almost, so that the review has
something to show; what is odd about it stands beside it.
"""

from pathlib import Path

FOLDER = Path(__file__).parent / "receipts"

RECEIPTS = {
    # Two people paid the same amount there on that day, and the card is not on the paper.
    "hotel.pdf": """
        Hampton Inn & Suites
        507 Bradford Avenue
        Kemah, TX 77565

        Guest folio                     03/10/2025

        Room 214, 1 night               $214.00
        Occupancy tax                    $30.42

        Total                           $244.42
    """,
    # The month is there, but no day.
    "lounge.pdf": """
        Martini's Lounge
        210 Hatchell Lane
        Denham Springs, LA 70726

        1 Crab cakes                     $18.00
        2 Red fish                       $48.00

        Subtotal                         $66.00
        Tax                               $9.14
        Total                            $75.14

        Visa ending in 1929
        Thank you
    """,
    # The name on the paper is not the one on the statement, and the invoice came two days early.
    "printing.pdf": """
        Delta Sign & Banner Co.
        88 Commerce Park Drive
        Baton Rouge, LA 70816

        Invoice 20817
        Invoice date: 03/17/2025

        12 Safety signs, 18 x 24        $136.20
        Shipping                         $14.24

        Amount due                      $150.44
    """,
    # A day that is far from the charge's.
    "grainger.pdf": """
        W.W. Grainger
        4300 Industriplex Boulevard
        Baton Rouge, LA 70809

        Invoice 9440182266
        Invoice date: 03/05/2025

        4 Hydraulic floor jack          $903.68
        Tax                              $72.30

        Total                           $975.98
    """,
}


def main():
    FOLDER.mkdir(exist_ok=True)
    for name, text in RECEIPTS.items():
        lines = [line[8:] for line in text.strip("\n").split("\n")]
        (FOLDER / name).write_bytes(document(lines))


def document(lines):
    """One page of text, in a font that every reader has."""
    shown = "\n".join(f"({escaped(line)}) '" for line in lines)
    content = f"BT /F1 10 Tf 14 TL 36 {14 * len(lines) + 36} Td\n{shown}\nET".encode()
    height = 14 * len(lines) + 72
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 330 %d] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>" % height,
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ]
    return assembled(objects)


def escaped(line):
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def assembled(objects):
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + trailer % (len(objects) + 1, start)


if __name__ == "__main__":
    main()
