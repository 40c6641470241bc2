namespace Actors.Notifications.Texts.Plurals;

/// <summary>The forms among which a number chooses, by their names in CLDR. Our languages need three of the six.</summary>
internal enum PluralCategory
{
    /// <summary>Every number that has no form of its own. Some languages have only this one.</summary>
    Other,

    /// <summary>The form of one; in some languages of more numbers than that.</summary>
    One,

    /// <summary>Whole millions in Spanish and Portuguese.</summary>
    Many,
}
