namespace Actors.Storage.ReadModels.Entrants;

/// <summary>Removes people from the read model, and from the counts of those who are there now.</summary>
internal static class EntrantErase
{
    private static readonly string[] Entrant = ["entrant"];
    private static readonly string[] Stay = ["entrant", "stay"];

    /// <summary>Removes people, and single stays.</summary>
    public static async Task RunAsync(
        ReadModelSession session, IReadOnlyCollection<ErasedPart> erased, CancellationToken cancellationToken)
    {
        // An earlier stay counts nowhere any more: what was open in it was closed with it.
        object[][] stays = [.. erased.Where(part => part.Stay is not null).Select(part => part.Values)];
        await PromptRow.Table.DeleteAsync(session, Stay, stays, cancellationToken);
        await WorkItemRow.Table.DeleteAsync(session, Stay, stays, cancellationToken);
        await RemoveAsync(
            session, [.. erased.Where(part => part.Stay is null).Select(part => part.Values)], cancellationToken);
    }

    private static async Task RemoveAsync(
        ReadModelSession session, object[][] people, CancellationToken cancellationToken)
    {
        var entrants = await EntrantRow.Table.LoadAsync(session, people, "", cancellationToken);
        var calls = await CallRow.Table.LoadAsync(session, people, "", cancellationToken);
        var open = await WorkItemRow.Table.LoadAsync(session, people, "closed_at IS NULL", cancellationToken);
        await PeopleCountRow.Table.SaveAsync(
            session,
            [
                .. entrants.Where(row => row.Programme.Length > 0).GroupBy(row => row.Programme, PeopleCountRow.Of)
                    .Select(group => new PeopleCountRow(
                        group.Key, group.Aggregate(default(PeopleCounts), (sum, one) => sum - one))),
            ],
            cancellationToken);
        await CallCountRow.Table.SaveAsync(
            session,
            [
                .. calls.Where(row => row.Programme.Length > 0).GroupBy(row => row.Programme, row => CallCounts.Of(row.Stage))
                    .Select(group => new CallCountRow(group.Key, group.Aggregate(default(CallCounts), (sum, one) => sum - one))),
            ],
            cancellationToken);
        await WorkCountRow.Table.SaveAsync(
            session,
            [
                .. open.GroupBy(row => (row.Programme, row.Kind))
                    .Select(group => new WorkCountRow(group.Key.Programme, group.Key.Kind, -group.Count())),
            ],
            cancellationToken);
        await LatestEventsRow.RemoveAsync(
            session, entrants.Select(row => row.Programme), people.Select(key => (string)key[0]).ToHashSet(), cancellationToken);
        await EntrantRow.Table.DeleteAsync(session, Entrant, people, cancellationToken);
        await PromptRow.Table.DeleteAsync(session, Entrant, people, cancellationToken);
        await WorkItemRow.Table.DeleteAsync(session, Entrant, people, cancellationToken);
        await CallRow.Table.DeleteAsync(session, Entrant, people, cancellationToken);
    }
}
