"""What a site is made of besides the pages' text: navigation, the words of the theme. Knows no MkDocs."""
