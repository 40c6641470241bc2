using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Actors.Tidy.Tests.Rules;

/// <summary>
/// Only grains, the privacy project and the outbox open personal data by its key. Grains work on a person's own record, and hand
/// the key to the rules of places; the outbox opens an address to send to it. Everybody else goes through
/// <c>PrivilegedReader</c>, which writes the access log first. Where the server
/// is put together the types may be named. Read from syntax alone: what is known only by inference (<c>var</c> of a call that
/// gives a key) has a type named elsewhere.
/// </summary>
internal sealed class AuditedReads : IRule
{
    private static readonly string[] Homes =
    [
        "src/Actors.Grains", "src/Actors.Privacy", "src/Actors.Domain/Protection", "src/Actors.Domain/Entrants/Presence",
        "src/Actors.Notifications/Outbox",
    ];

    private static readonly string[] Composition = ["src/Actors.Server/Hosting"];

    private static readonly HashSet<string> Keys =
    [
        "RecordKeys", "IRecordKeys", "RecordKey", "IRecordKey", "IMasterKeyService", "LocalMasterKeys", "PersonalDataKeySource",
    ];

    public IEnumerable<Finding> Check(Tree tree) =>
        from file in tree.CSharp
        where file.IsUnder("src") && !file.IsUnder(Homes) && !file.IsUnder(Composition)
        where file.Path != "src/Actors.Server/Program.cs"
        from token in file.Syntax.DescendantTokens()
        where token.IsKind(SyntaxKind.IdentifierToken) && Keys.Contains(token.ValueText)
        select file.Finding(
            nameof(AuditedReads), token.Parent!, $"Read through PrivilegedReader; {token.ValueText} leaves no trace.");
}
