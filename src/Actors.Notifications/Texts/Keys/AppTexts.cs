namespace Actors.Notifications.Texts.Keys;

/// <summary>The centre and the actions of the home screen.</summary>
public static class AppTexts
{
    public static TextKey CentreName { get; } = new("centre.name");

    /// <summary>What the language calls itself.</summary>
    public static TextKey LanguageName { get; } = new("language.name");

    public static TextKey CheckIn { get; } = new("action.check-in");

    public static TextKey ReportLocation { get; } = new("action.report-location");

    public static TextKey ReportHealth { get; } = new("action.report-health");
}
