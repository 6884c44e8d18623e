"""What texts say, for rules that compare it with data: in the words of `words/`.

phrases      patterns of words
statements   what a page itself states, sentence by sentence
figures      amounts, lengths of time, hours, dates and telephone numbers in a sentence
private      passwords, keys, and the numbers and addresses of people
"""
