using System.Diagnostics.CodeAnalysis;

namespace Actors.Engine.Tests.Signatures;

/// <summary>
/// A type with one of everything, whose surface the reading of metadata must write as stated in its test.
/// </summary>
[GenerateSerializer]
[SuppressMessage("Naming", "CA1710", Justification = "It is read, not used.")]
[SuppressMessage("Design", "CA1051", Justification = "It is read, not used.")]
[SuppressMessage("Performance", "CA1822", Justification = "It is read, not used.")]
[SuppressMessage("Performance", "CA1815", Justification = "It is read, not used.")]
public abstract class Specimen<TKey, TValue> : List<TValue>, IDisposable
    where TKey : struct
    where TValue : class, IAddressable, new()
{
    public const string Name = "specimen";
    public static readonly TimeSpan Age;
    public string? Text;

    protected internal Specimen(int number = 3, string? text = null, TimeSpan wait = default, TimeSpan? longest = null) =>
        Text = $"{number}{text}{wait}{longest}";

    public event EventHandler? Changed;

    public required IReadOnlyDictionary<string, List<string?>?> Map { get; init; }

    public int Count2 { get; protected set; }

    internal int Hidden { get; set; }

    public abstract Task<TValue?> FindAsync(in TKey key, out string? found, params string[] parts);

    public virtual (int Left, string?[] Right)? Pair<T>(Func<T, TKey?> choose)
        where T : notnull => null;

    public override string ToString() => Text ?? "";

    public void Dispose()
    {
        Changed?.Invoke(this, EventArgs.Empty);
        GC.SuppressFinalize(this);
    }
}
