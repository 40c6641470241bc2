namespace Actors.Protocol;

/// <summary>What a command was taken for. A peer that meets a code it does not know shows the text.</summary>
public static class ReceiptCode
{
    /// <summary>Checked in at a place that was known, or at the first one.</summary>
    public const string CheckedIn = "checkedIn";

    /// <summary>Checked in away from every known place: accepted, and staff look at it.</summary>
    public const string CheckedInAtNewPlace = "checkedInAtNewPlace";

    /// <summary>A location report in time, or one that nobody asked for.</summary>
    public const string LocationReceived = "locationReceived";

    /// <summary>A location report after its time: kept and marked late.</summary>
    public const string LocationReceivedLate = "locationReceivedLate";

    /// <summary>A location report that leaves the place open: a second fix is asked for.</summary>
    public const string SecondFixWanted = "secondFixWanted";

    /// <summary>A health report without complaints.</summary>
    public const string HealthReceived = "healthReceived";

    /// <summary>A health report after its time: kept and marked late.</summary>
    public const string HealthReceivedLate = "healthReceivedLate";

    /// <summary>A health report with complaints: the text has the contact of the health centre.</summary>
    public const string SymptomsReceived = "symptomsReceived";

    /// <summary>The phone has no position, or location is off: noted, and a person may call.</summary>
    public const string NoPosition = "noPosition";
}
