"""What queries answer: plain data for faces. Times are aware instants in the organisation's zone;
names are already in the reader's language. Faces format; they ask nothing more of the store.
"""
