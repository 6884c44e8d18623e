"""Reading: files become plain values with places. No text makes it fail: what is wrong with one becomes a finding."""
