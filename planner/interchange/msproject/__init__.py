"""Microsoft Project's XML (MSPDI, https://learn.microsoft.com/office-project/xml-data-interchange)."""
