"""What the scripts of the site read, made from the guide in the language of the site.

assistant  the response assistant: tree, situations, replies, calendar, words
posts      the post check: what posts are checked against, and words
search     the words of the search
"""
