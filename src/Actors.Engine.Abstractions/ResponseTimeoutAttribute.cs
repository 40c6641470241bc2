using System.Globalization;

namespace Orleans;

/// <summary>
/// How long callers of the method wait for an answer, in the form of <see cref="TimeSpan.Parse(string)"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    /// <summary>The time.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
}
