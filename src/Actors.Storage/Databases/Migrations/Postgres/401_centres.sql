-- Health centres and consultation centres by area. Nothing here is personal data. Areas are in normal form for comparison; a
-- centre of a whole prefecture has no municipality, one of the whole country neither.
CREATE TABLE centre (
    programme    text COLLATE "C" NOT NULL,
    prefecture   text COLLATE "C" NOT NULL,
    municipality text COLLATE "C" NOT NULL,
    kind         text COLLATE "C" NOT NULL,
    name         text COLLATE "C" NOT NULL,
    area         text COLLATE "C" NOT NULL,
    hours        text COLLATE "C" NOT NULL,
    phones       text COLLATE "C" NOT NULL,
    languages    text COLLATE "C" NOT NULL,
    PRIMARY KEY (programme, prefecture, municipality, kind, name)
);
