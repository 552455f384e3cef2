from exports.word import page_numbers

PDF = (
    b"%PDF-1.6\n9 0 obj\n<</Count 2/Title<FEFF>/Dest[4 0 R/XYZ 538.55 770.189 0]>>\nendobj\n"
    b"8 0 obj\n<</Type/Pages\n/Resources 3 0 R\n/Kids[ 1 0 R 4 0 R\n12 0 R ]\n/Count 3>>\nendobj\n"
    b"5 0 obj\n<</summary[4 0 R/XYZ 538.55 770.189 0]\n/commitment12[12 0 R/XYZ 538.55 756 0]\n>>\nendobj\n"
)


def test_read_destinations_counts_pages_in_their_order():
    assert page_numbers.read_destinations(PDF) == {"summary": 2, "commitment12": 3}


def test_read_destinations_of_something_else_are_none():
    assert page_numbers.read_destinations(b"not a PDF") == {}


def test_measured_is_empty_where_libreoffice_is_not_installed(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert not page_numbers.is_available()
    assert page_numbers.measured(tmp_path / "plan.docx") == {}


def test_measured_reads_what_libreoffice_wrote(tmp_path, monkeypatch):
    soffice = tmp_path / "soffice"
    soffice.write_text(
        '#!/bin/sh\nwhile [ $# -gt 1 ]; do [ "$1" = --outdir ] && out=$2; shift; done\n'
        f"cat {tmp_path / 'made.pdf'} > $out/plan.pdf\n"
    )
    soffice.chmod(0o755)
    (tmp_path / "made.pdf").write_bytes(PDF)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")

    assert page_numbers.is_available()
    assert page_numbers.measured(tmp_path / "plan.docx") == {"summary": 2, "commitment12": 3}
