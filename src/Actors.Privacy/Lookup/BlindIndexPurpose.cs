namespace Actors.Privacy.Lookup;

/// <summary>
/// What a record is found by. Values of different purposes have nothing to do with each other, even for equal terms.
/// </summary>
public enum BlindIndexPurpose : byte
{
    /// <summary>Passport number and date of birth.</summary>
    PassportAndBirthDate = 1,

    /// <summary>Surname, given name and date of birth.</summary>
    NameAndBirthDate = 2,

    /// <summary>Telephone number.</summary>
    Phone = 3,

    /// <summary>E-mail address.</summary>
    Email = 4,
}
