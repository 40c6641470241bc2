namespace Actors.Storage.Tests.Samples;

/// <summary>A state without history.</summary>
[Alias("test.plain")]
public sealed class Plain
{
    public string Text { get; set; } = "";
}
