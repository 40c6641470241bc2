namespace Actors.Engine.Calls;

/// <summary>How calls of one method share a grain with other calls.</summary>
[Flags]
internal enum CallTraits : byte
{
    /// <summary>One at a time, and the caller waits for the answer.</summary>
    None = 0,

    /// <summary>May run beside any other call.</summary>
    AlwaysInterleave = 1,

    /// <summary>May run beside other calls that only read.</summary>
    ReadOnly = 2,

    /// <summary>Nobody waits for the answer.</summary>
    OneWay = 4,
}
