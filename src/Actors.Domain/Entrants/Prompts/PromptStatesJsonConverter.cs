namespace Actors.Domain.Entrants.Prompts;

/// <summary>Writes prompts as one base64 text.</summary>
public sealed class PromptStatesJsonConverter()
    : Base64JsonConverter<PromptStates>(PromptStates.FromBytes, static prompts => prompts.Bytes, "Not prompts of a stay.");
