namespace Actors.Domain.Calls;

/// <summary>What the machine made of one person's face (SPEC V4). The numbers are stored.</summary>
[GenerateSerializer, Alias("face-outcome")]
public enum FaceOutcome
{
    /// <summary>A person was there.</summary>
    Passed = 0,

    /// <summary>Not seen, and nothing on our side was the reason.</summary>
    Failed = 1,

    /// <summary>It could not tell. Never a person's fault.</summary>
    Unknown = 2,
}
