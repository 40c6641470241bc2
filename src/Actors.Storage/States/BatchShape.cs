namespace Actors.Storage.States;

/// <summary>Which parts the statement for a batch needs. Each combination is prepared once per connection.</summary>
[Flags]
internal enum BatchShape
{
    /// <summary>Only the fence is checked, if anything.</summary>
    Empty = 0,

    /// <summary>Rows that exist are written.</summary>
    Updates = 1,

    /// <summary>Rows are written for the first time.</summary>
    Inserts = 2,

    /// <summary>Rows are cleared.</summary>
    Clears = 4,

    /// <summary>Events are appended.</summary>
    Events = 8,

    /// <summary>The token is checked.</summary>
    Fenced = 16,
}
