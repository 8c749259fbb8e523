"""Pages: self-contained HTML files of one or many articles, and of a corpus. No network, no inline handlers."""
