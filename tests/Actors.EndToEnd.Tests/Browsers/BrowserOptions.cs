namespace Actors.EndToEnd.Tests.Browsers;

/// <summary>What a browser has and allows.</summary>
internal sealed record BrowserOptions
{
    /// <summary>What the camera sees, in a loop: a file of JPEG pictures. Null: there is no camera.</summary>
    public string? Film { get; init; }

    /// <summary>Whether pages may use the camera.</summary>
    public bool AllowsCamera { get; init; } = true;

    /// <summary>Whether pages may ask for the position.</summary>
    public bool AllowsLocation { get; init; } = true;

    /// <summary>JavaScript that runs before anything of a page does. Null: none.</summary>
    public string? Prelude { get; init; }

    /// <summary>Width of the window.</summary>
    public int Width { get; init; } = 412;

    /// <summary>Height of the window.</summary>
    public int Height { get; init; } = 915;
}
