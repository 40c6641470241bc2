namespace Actors.Notifications.Texts.Keys;

/// <summary>The centre and the actions of the home screen.</summary>
public static class AppTexts
{
    public static TextKey CentreName { get; } = new("centre.name");

    public static TextKey CheckIn { get; } = new("action.check-in");

    public static TextKey ReportLocation { get; } = new("action.report-location");

    public static TextKey ReportHealth { get; } = new("action.report-health");
}
