namespace Actors.Server.Phones;

/// <summary>What a phone said of its app in Hello.</summary>
/// <param name="Texts">Its language.</param>
/// <param name="Version">The version of the app.</param>
/// <param name="Platform">The system of the phone.</param>
internal sealed record PhoneApp(PhoneTexts Texts, string Version, string Platform);
