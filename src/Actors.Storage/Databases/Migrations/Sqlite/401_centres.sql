-- Health centres and consultation centres by area. Nothing here is personal data. Areas are in normal form for comparison; a
-- centre of a whole prefecture has no municipality, one of the whole country neither.
CREATE TABLE centre (
    programme    TEXT NOT NULL,
    prefecture   TEXT NOT NULL,
    municipality TEXT NOT NULL,
    kind         TEXT NOT NULL,
    name         TEXT NOT NULL,
    area         TEXT NOT NULL,
    hours        TEXT NOT NULL,
    phones       TEXT NOT NULL,
    languages    TEXT NOT NULL,
    PRIMARY KEY (programme, prefecture, municipality, kind, name)
) STRICT, WITHOUT ROWID;
