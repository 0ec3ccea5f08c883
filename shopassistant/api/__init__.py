"""The service other machines call over HTTP: the links of e-mails today, tills and web shops later."""
