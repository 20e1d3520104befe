"""What every app leans on; it knows no word of the business."""
