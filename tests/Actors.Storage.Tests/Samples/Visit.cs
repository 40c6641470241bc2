namespace Actors.Storage.Tests.Samples;

/// <summary>A record whose schema has changed: version 1 had one name, version 2 has two.</summary>
[Alias("test.visit")]
public sealed record Visit(string GivenName, string FamilyName, int Day)
{
    public const int Version = 2;
}
