using Actors.Domain.Ledger;

namespace Actors.Domain.Calls;

/// <summary>Why a command for a call changes nothing. Codes are part of the protocol of phones.</summary>
public static class CallRefusals
{
    /// <summary>There is no such call any more, or it does not ring now.</summary>
    public static readonly Refusal CallOver = new("call-over");

    /// <summary>Too many calls run at this moment: it is put off.</summary>
    public static readonly Refusal CallsFull = new("calls-full");

    /// <summary>A carer answers for the person and is called instead.</summary>
    public static readonly Refusal CarerIsCalled = new("carer-is-called");
}
