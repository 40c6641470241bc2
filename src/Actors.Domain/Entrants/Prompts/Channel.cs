namespace Actors.Domain.Entrants.Prompts;

/// <summary>By which way a prompt goes. Numbers are stored: they keep their meaning.</summary>
public enum Channel : byte
{
    /// <summary>The connected app.</summary>
    App = 1,

    /// <summary>Web push.</summary>
    Push = 2,

    /// <summary>A text message.</summary>
    Sms = 3,

    /// <summary>A mail.</summary>
    Mail = 4,
}
