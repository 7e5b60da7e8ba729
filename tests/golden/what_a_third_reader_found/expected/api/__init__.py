"""Operations by tag; the client imports each when it is first used."""
