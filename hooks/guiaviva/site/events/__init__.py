"""What happens at each event of an MkDocs build; `hook` hands all of it to MkDocs."""
