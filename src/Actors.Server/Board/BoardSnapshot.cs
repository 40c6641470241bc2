using System.Collections.Immutable;

namespace Actors.Server.Board;

/// <summary>Everything the board shows of one programme at one moment.</summary>
/// <param name="Programme">Its id.</param>
/// <param name="Programmes">All there are, for the picker.</param>
/// <param name="Clock">The programme clock.</param>
/// <param name="People">Where people are.</param>
/// <param name="Open">Prompts that can be answered in time now.</param>
/// <param name="Today">What became of the prompts of the local date.</param>
/// <param name="Total">What became of all prompts.</param>
/// <param name="Check">In words, whether the fates add up to the prompts planned.</param>
/// <param name="AnswersPerSecond">On the wall clock, over the last seconds.</param>
/// <param name="Status">How the server is.</param>
/// <param name="Events">What happened last, the newest first.</param>
internal sealed record BoardSnapshot(
    string Programme, ImmutableArray<BoardProgramme> Programmes, BoardClock Clock, BoardPeople People, BoardOpen Open,
    BoardFates Today, BoardFates Total, string Check, double AnswersPerSecond, BoardStatus Status,
    ImmutableArray<BoardEvent> Events);
