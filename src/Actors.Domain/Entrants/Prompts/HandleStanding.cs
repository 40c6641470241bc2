namespace Actors.Domain.Entrants.Prompts;

/// <summary>What an answer to a prompt is worth (SPEC Q3).</summary>
[GenerateSerializer, Alias("handle-standing")]
public enum HandleStanding
{
    /// <summary>The answer is in time.</summary>
    Open,

    /// <summary>The answer is kept and marked late.</summary>
    Late,

    /// <summary>The answer is refused and changes nothing.</summary>
    Dead,
}
