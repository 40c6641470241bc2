using System.Text.Json.Serialization;

namespace Actors.Protocol.Messages;

/// <summary>How far a stay is.</summary>
[JsonConverter(typeof(CamelCaseEnumConverter<HomeState>))]
public enum HomeState
{
    /// <summary>There is no stay.</summary>
    None,

    /// <summary>The details are not confirmed yet: no end date is shown, and nothing counts as missed.</summary>
    Unconfirmed,

    /// <summary>The stay is going on.</summary>
    Confirmed,

    /// <summary>The stay is over.</summary>
    Ended,
}
