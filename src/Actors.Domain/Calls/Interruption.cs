namespace Actors.Domain.Calls;

/// <summary>Why a call broke off. The person is blamed for none of them. The numbers are stored.</summary>
[GenerateSerializer, Alias("interruption")]
public enum Interruption
{
    /// <summary>The server was away.</summary>
    Server = 0,

    /// <summary>The connection was lost, or never came about.</summary>
    Connection = 1,

    /// <summary>Too many calls run at this moment.</summary>
    NoRoom = 2,
}
