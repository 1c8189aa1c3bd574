"""Files to lines: PDF, DOCX, Markdown, JSON and XML, with an honest status for each."""
