namespace Actors.Grains.Ledger;

/// <summary>An effect that is decided and durable but not yet known to have been carried out.</summary>
/// <param name="Sequence">Its number among the effects of the grain.</param>
/// <param name="Body">What is to be done.</param>
/// <param name="Failures">How often it has failed, as far as was written.</param>
/// <param name="FailedSince">When it first failed, by the programme clock; null: it has not.</param>
public sealed record PendingEffect<TEffect>(
    long Sequence, TEffect Body, int Failures = 0, DateTimeOffset? FailedSince = null)
{
    /// <summary>Before this it is not tried again. Not stored: whoever reads the state tries at once.</summary>
    public DateTimeOffset NotBefore { get; init; } = DateTimeOffset.MinValue;

    /// <summary>After one more failure.</summary>
    public PendingEffect<TEffect> Failed(DateTimeOffset now) => this with
    {
        Failures = Failures + 1,
        FailedSince = FailedSince ?? now,
        NotBefore = now + EffectDelay.After(Failures + 1),
    };
}
