namespace Actors.Privacy.Access;

/// <summary>Why staff may need to see personal data. The names stand in the access log and are not changed.</summary>
public enum AccessReasonCode
{
    /// <summary>Inspection at the airport.</summary>
    Inspection,

    /// <summary>Matching a registration with the roster.</summary>
    Matching,

    /// <summary>A video call or telephone call with the person.</summary>
    Call,

    /// <summary>An item of a work list.</summary>
    WorkItem,

    /// <summary>An incident, its evidence, an explanation or an appeal.</summary>
    Incident,

    /// <summary>A confirmed case, its completion, or its processing number.</summary>
    Case,

    /// <summary>A review of a random sample.</summary>
    Review,

    /// <summary>A correction the person asked for.</summary>
    Correction,

    /// <summary>A copy of the data the person asked for.</summary>
    DataCopy,
}
