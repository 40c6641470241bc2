namespace Orleans;

/// <summary>What the engine's references know of themselves.</summary>
internal interface IGrainReference
{
    GrainId GrainId { get; }

    TGrainInterface Cast<TGrainInterface>();
}
